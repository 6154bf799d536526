/** Latest-value streams: values that come too often for the log. The series is the feature's, the newest value ours. */
@NamedInterface("stream")
package org.anlan.picture.stream;

import org.springframework.modulith.NamedInterface;
