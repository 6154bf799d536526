/** The HTTP face of the latest-value streams: batches in, newest values out. */
package org.anlan.web.stream;
