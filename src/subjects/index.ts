// The door for authors of subjects: deep-linear-oracle/subjects.

export {
  type Capabilities,
  type Conventions,
  type FlowQuantityName,
  QUANTITIES,
  type QuantityName,
} from '../gate/subject.ts';
export {
  type Declined,
  defineSubject,
  type Rows,
  type SubjectDefinition,
  type SubjectFlow,
  type SubjectFlowValues,
  type SubjectProblem,
  type SubjectValues,
} from './defineSubject.ts';
