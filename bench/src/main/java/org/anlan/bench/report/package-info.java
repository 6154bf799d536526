/** Rows of figures, as a table on the terminal and as sections of docs/benchmarks.md. */
package org.anlan.bench.report;
