/** Commands of TeX that read or write files, run programs or change how TeX reads: none is ever followed. */
export const NEVER_FOLLOWED: RegExp =
  /\\(?:input|include|includeonly|InputIfFileExists|IfFileExists|write18|write|immediate|openin|openout|read|readline|closein|closeout|special|ShellEscape|pdfshellescape|directlua|latelua|csname|catcode|lstinputlisting|verbatiminput|includegraphics|usepackage|RequirePackage)(?![A-Za-z])/;
