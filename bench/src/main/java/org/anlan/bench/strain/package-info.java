/** More than the server can do, and for long. */
package org.anlan.bench.strain;
