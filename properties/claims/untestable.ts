/** A sentence that asserts something, without the detail that a test would need. Plain data. */
export interface UntestableSentence {
  readonly paper: 'domine2025' | 'braun2022';
  readonly place: string;
  /** In our own words. */
  readonly sentence: string;
  readonly missing: string;
}

export const UNTESTABLE: readonly UntestableSentence[] = [
  {
    paper: 'domine2025',
    place: 'section 4',
    sentence: 'The generalisation reveals a wide spectrum of learning dynamics over λ',
    missing: 'what counts as a spectrum, and which quantity is compared',
  },
  {
    paper: 'domine2025',
    place: 'figure 1, B.3',
    sentence: 'Simulation and solution match exactly',
    missing: 'the tolerance of a plot, the seed, and λ of panel C, which caption and B.3 print differently',
  },
  {
    paper: 'domine2025',
    place: 'figure 2B and 2C, B.4',
    sentence: 'The kernel distance over λ in [−9, 9] looks as described in section 5',
    missing:
      'the time at which the distance is taken, the seed, and what the curves are to show beyond the limits in λ',
  },
  {
    paper: 'domine2025',
    place: 'abstract and section 4',
    sentence: 'Wide networks bring only limited benefits',
    missing: 'a measure of benefit other than the rank, which is judged (sec-4:width-adds-no-rank)',
  },
  {
    paper: 'domine2025',
    place: 'section 5',
    sentence: 'The phenomenon is consistently observed across architectural families',
    missing: 'which of the statements before it, and how often is consistent',
  },
  {
    paper: 'braun2022',
    place: 'section 2',
    sentence: 'General matrix exponentials and inverses are a barrier to understanding',
    missing: 'it is about readers',
  },
  {
    paper: 'braun2022',
    place: 'section 2',
    sentence: 'Equation 5 is often unstable',
    missing: 'how often and when; late times are judged (sec-2:eq-5-unstable)',
  },
  {
    paper: 'braun2022',
    place: 'section 3',
    sentence: 'The weights themselves can be derived up to a rotation that varies in time',
    missing: 'the derivation, which is in an appendix that the text at hand lacks',
  },
  {
    paper: 'braun2022',
    place: 'section 4',
    sentence: 'Small weights learn slowly and step-wise, large ones fast and exponentially',
    missing:
      'a measure of steps, of speed and of being exponential; the share of the loss left is judged (sec-6:large-weights-speed-up)',
  },
  {
    paper: 'braun2022',
    place: 'section 4',
    sentence: 'From large random weights the network converges to a lazy solution',
    missing:
      'the distribution of the weights and how far from the similarity of the task is lazy; they are not balanced',
  },
  {
    paper: 'braun2022',
    place: 'section 5',
    sentence: 'At intermediate initialisations the off-diagonal peaks before the mode is fully learned',
    missing: 'what is intermediate, and how much is fully',
  },
  {
    paper: 'braun2022',
    place: 'section 5',
    sentence: 'The dynamics change from sigmoidal to exponential as the variance grows',
    missing: 'a measure of either shape',
  },
  {
    paper: 'braun2022',
    place: 'section 6',
    sentence: 'Networks with tanh or ReLU typically forget more, and their weights become rapidly unbalanced',
    missing: 'the nonlinear experiments: sizes, seeds, training times',
  },
  {
    paper: 'braun2022',
    place: 'section 6',
    sentence: 'Learning slows down catastrophically near the saddle',
    missing: 'a measure of slowing and the size of the noise',
  },
  {
    paper: 'braun2022',
    place: 'section 6',
    sentence:
      'A colour hierarchy is learned no faster after the living kingdom than from random weights of like variance',
    missing: 'the colour hierarchy, the variance, and when a task counts as learned',
  },
  {
    paper: 'braun2022',
    place: 'figure 6G and 6H',
    sentence: 'Both starts end in the same representation in a plot by multidimensional scaling',
    missing: 'the plot’s method and data; the ends themselves are judged (thm-3.2)',
  },
];
