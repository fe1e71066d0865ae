/** Prints the closing line that people and CI read: "N passed, N failed, N skipped". */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    // A suite that could not even load has no tests to count: it must not look like success.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.on('exit', () =>
      console.log(`${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests} skipped`),
    );
  }
}
