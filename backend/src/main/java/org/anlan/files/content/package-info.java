/** What is inside a file: its type by content, and the file again without what it tells about people. */
package org.anlan.files.content;
