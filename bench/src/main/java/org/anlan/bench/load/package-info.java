/** The load client: viewers that receive, callers that ask, and the counting of both. Netty with one thread each. */
package org.anlan.bench.load;
