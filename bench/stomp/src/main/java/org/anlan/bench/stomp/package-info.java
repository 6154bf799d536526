/** A baseline: Spring's in-memory SimpleBroker, the usual way to push to browsers, as its documentation shows it. */
package org.anlan.bench.stomp;
