package org.anlan;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A variable {@code ANLAN_…} that is set to nothing counts as not set, so that its default applies: taken as a value, an
 * empty address means all addresses and an empty database one in memory.
 */
class EmptyVariables implements EnvironmentPostProcessor, Ordered {

    private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    /** Before Spring Boot reads the settings. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        if (sources.get(VARIABLES) instanceof SystemEnvironmentPropertySource variables) {
            sources.replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, filled(variables.getSource())));
        }
    }

    static Map<String, Object> filled(Map<String, Object> variables) {
        Map<String, Object> filled = new HashMap<>(variables);
        filled.entrySet()
                .removeIf(one -> one.getKey().startsWith("ANLAN_")
                        && one.getValue().toString().isBlank());
        return filled;
    }
}
