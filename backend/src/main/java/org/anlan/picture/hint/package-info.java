/** What nodes on one database tell each other beside it, so that they need not wait for their next look. */
@NamedInterface("hint")
package org.anlan.picture.hint;

import org.springframework.modulith.NamedInterface;
