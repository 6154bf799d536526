package org.anlan.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.anlan.picture.Actor;
import org.anlan.picture.Reader;
import org.anlan.picture.model.Registry;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What /v3/api-docs says besides what the controllers show by themselves. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Reader.class);
    }

    @Bean
    OpenAPI description() {
        OpenAPI api = new OpenAPI()
                .info(new Info()
                        .title("Anlan 安澜")
                        .version("0.1")
                        .description(
                                "One network, one map. Times are RFC 3339 with offset, coordinates EPSG:4490 lon/lat;"
                                        + " errors are application/problem+json.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        return Schemes.addTo(api);
    }

    @Bean
    GlobalOpenApiCustomizer pictureDescription(Registry registry) {
        return new PictureDescription(registry);
    }

    /** The ways to prove who calls. */
    private static final class Schemes {

        private static OpenAPI addTo(OpenAPI api) {
            return api.schemaRequirement(
                            "session",
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.APIKEY)
                                    .in(SecurityScheme.In.COOKIE)
                                    .name("ANLAN_SESSION")
                                    .description("Browsers; unsafe requests also send X-XSRF-TOKEN"))
                    .schemaRequirement(
                            "bearer",
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("bearer")
                                    .description("Phones, walls and programs"))
                    .schemaRequirement(
                            "basic",
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("basic")
                                    .description("curl and QGIS"))
                    .addSecurityItem(new SecurityRequirement().addList("session"))
                    .addSecurityItem(new SecurityRequirement().addList("bearer"))
                    .addSecurityItem(new SecurityRequirement().addList("basic"));
        }
    }
}
