/** What the file system said against a path, on one line: "EACCES: permission denied, open '/root/x'". */
export function fileReason(error: unknown): string {
  const { cause } = error as Error;
  const { message } = (cause instanceof Error ? cause : error) as Error;
  return message.replace(/\s+/g, ' ');
}
