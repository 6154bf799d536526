/** How fast commands and readings become durable, beside the same databases used by hand. */
package org.anlan.bench.store;
