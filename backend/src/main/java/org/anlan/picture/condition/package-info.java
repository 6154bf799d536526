/** What may be claimed of the database: when it last answered, whether it can be asked, whether its disk takes anything. */
package org.anlan.picture.condition;
