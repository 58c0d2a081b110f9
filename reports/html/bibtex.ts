/** The papers that claims are of, to cite them, as their own texts and each other's lists of references give them. */
export const BIBTEX: Readonly<Record<string, string>> = {
  braun2022: `@inproceedings{braun2022,
  title = {Exact learning dynamics of deep linear networks with prior knowledge},
  author = {Braun, Lukas and Domin{\\'e}, Cl{\\'e}mentine and Fitzgerald, James and Saxe, Andrew},
  booktitle = {Advances in Neural Information Processing Systems},
  volume = {35},
  pages = {6615--6629},
  year = {2022}
}`,
  domine2025: `@misc{domine2025,
  title = {Exact Learning Dynamics of Bottlenecked and Wide Deep Linear Networks},
  author = {Domin{\\'e}, Cl{\\'e}mentine C. J.},
  year = {2025}
}`,
  anguita2024: `@mastersthesis{anguita2024,
  title = {Learning Dynamics of Linear Neural Networks},
  author = {Anguita, Nicolas},
  school = {Imperial College London},
  type = {{MEng} individual project},
  year = {2024}
}`,
  wendin2025: `@misc{wendin2025,
  title = {Gradient Flow Equations for Deep Linear Neural Networks: A Survey from a Network Perspective},
  author = {Wendin, Joel and Altafini, Claudio},
  year = {2025}
}`,
};
