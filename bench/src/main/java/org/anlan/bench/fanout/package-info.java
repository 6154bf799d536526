/** From a durable commit to the last client's receipt, beside STOMP and Redis, which store nothing. */
package org.anlan.bench.fanout;
