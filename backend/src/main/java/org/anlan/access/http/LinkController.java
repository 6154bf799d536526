package org.anlan.access.http;

import java.time.Instant;
import java.util.List;
import org.anlan.access.Caller;
import org.anlan.access.guard.RequestOrigin;
import org.anlan.access.link.DeviceLink;
import org.anlan.access.link.LinkRules;
import org.anlan.access.link.Links;
import org.anlan.access.token.Tokens;
import org.anlan.picture.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Device links, for those who run the desk; joining is open to whoever holds a code. */
@RestController
class LinkController {

    record NewLink(
            String id,
            String code,
            String url,
            String qrSvg,
            DeviceLink.Purpose purpose,
            String displayName,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "NewLink[" + id + "]";
        }
    }

    record LinkList(List<LinkView> links) {}

    /** @param expiresAt of the code while it waits, of the device once it has joined */
    record LinkView(
            String id,
            DeviceLink.Purpose purpose,
            String displayName,
            String account,
            List<String> units,
            DeviceLink.State state,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Instant joinedAt,
            String device,
            Instant lastSeenAt) {

        static LinkView of(Links.Listed listed) {
            DeviceLink link = listed.link();
            return new LinkView(
                    link.id(),
                    link.purpose(),
                    link.displayName(),
                    link.account(),
                    link.units().stream().sorted().toList(),
                    listed.state(),
                    link.createdAt(),
                    link.createdBy(),
                    listed.token() == null
                            ? link.expiresAt()
                            : listed.token().caller().expiresAt(),
                    link.joinedAt(),
                    link.device(),
                    listed.token() == null ? null : listed.token().lastSeenAt());
        }
    }

    record Join(String code, String device) {
        @Override
        public String toString() {
            return "Join[]";
        }
    }

    record Joined(String token, Me me) {
        @Override
        public String toString() {
            return "Joined[" + me.id() + "]";
        }
    }

    private final Links links;
    private final RequestOrigin origin;

    LinkController(Links links, RequestOrigin origin) {
        this.links = links;
        this.origin = origin;
    }

    @PostMapping("/api/device-links")
    @ResponseStatus(HttpStatus.CREATED)
    NewLink create(@RequestBody LinkRules.Input body, Caller caller, ServerHttpRequest request) {
        Links.Created created = links.create(body, caller, origin.publicOrigin(request), origin.address(request));
        DeviceLink link = created.link();
        return new NewLink(
                link.id(),
                created.code(),
                created.url(),
                created.qrSvg(),
                link.purpose(),
                link.displayName(),
                link.expiresAt());
    }

    @GetMapping("/api/device-links")
    LinkList list(Actor actor) {
        return new LinkList(links.list(actor).stream().map(LinkView::of).toList());
    }

    @DeleteMapping("/api/device-links/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Actor actor, ServerHttpRequest request) {
        links.revoke(id, actor, origin.address(request));
    }

    @PostMapping(path = "/api/device-links/join", consumes = "application/json")
    Joined join(@RequestBody Join body, ServerHttpRequest request) {
        Tokens.Issued issued = links.join(body.code(), body.device(), origin.address(request));
        return new Joined(issued.secret(), Me.of(issued.caller()));
    }
}
