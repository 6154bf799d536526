/** Every error as problem+json: what was wrong, with which value, what to do; never a stack trace. */
package org.anlan.web.problem;
