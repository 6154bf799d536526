/** Processes under measurement: our server on either database, baselines, PostgreSQL, Redis; their memory. */
package org.anlan.bench.process;
