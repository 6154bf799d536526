package org.anlan.web.log;

import java.io.IOException;
import org.anlan.picture.model.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/**
 * Errors that nobody waits for any more, such as a connection that breaks while its request is being refused. Reactor by
 * itself would log them with the whole URL.
 */
@Component
class DroppedErrors implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedErrors.class);

    @Override
    public void afterPropertiesSet() {
        Hooks.onErrorDropped(DroppedErrors::note);
    }

    private static void note(Throwable dropped) {
        if (dropped instanceof IOException) {
            LOG.debug("a connection broke: {}", Fault.brief(dropped));
        } else {
            LOG.warn("an error came too late for its request", Fault.of(dropped));
        }
    }
}
