package routes.server;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/**
 * A request whose address is told without its query: at TRACE Vert.x logs the address of each request before anybody has looked at it,
 * and a query may hold a secret that somebody put there by mistake.
 */
final class QuietRequest extends HttpServerRequestWrapper {

    QuietRequest(HttpServerRequest request) {
        super((HttpServerRequestInternal) request);
    }

    @Override
    public String absoluteURI() {
        String address = super.absoluteURI();
        int query = address == null ? -1 : address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
