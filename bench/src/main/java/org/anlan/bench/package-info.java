/**
 * {@code ./anlan bench}: measures the server beside baselines in the same run and writes docs/benchmarks.md. This process
 * is the load client; every server it measures is a process of its own.
 */
package org.anlan.bench;
