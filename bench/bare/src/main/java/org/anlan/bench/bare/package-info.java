/** A baseline: the least that Spring Boot with WebFlux can be, a server of one page. */
package org.anlan.bench.bare;
