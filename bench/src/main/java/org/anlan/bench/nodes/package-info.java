/** Whole servers: how they start, and what happens when one of two is killed. */
package org.anlan.bench.nodes;
