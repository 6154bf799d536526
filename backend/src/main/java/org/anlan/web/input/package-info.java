/** What people send, read strictly: every fault names the field, its value and the rule. */
@NamedInterface("input")
package org.anlan.web.input;

import org.springframework.modulith.NamedInterface;
