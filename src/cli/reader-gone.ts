/**
 * Lets an output lose its reader quietly (`tandem … | head`): what is written after that is dropped, and the work ends as
 * it would have. Other errors of the stream are thrown as ever.
 */
export function mayLoseReader(output: NodeJS.WritableStream): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
