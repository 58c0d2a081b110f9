// The door for authors of subjects: deep-linear-oracle/subjects.

export { type Capabilities, type Conventions, QUANTITIES, type QuantityName } from '../gate/subject.ts';
export {
  type Declined,
  defineSubject,
  type Rows,
  type SubjectDefinition,
  type SubjectProblem,
  type SubjectValues,
} from './defineSubject.ts';
