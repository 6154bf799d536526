/** What statements of more than one module share. */
@NamedInterface("sql")
package org.anlan.picture.sql;

import org.springframework.modulith.NamedInterface;
