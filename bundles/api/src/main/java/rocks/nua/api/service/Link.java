package rocks.nua.api.service;

import rocks.nua.api.AppName;
import rocks.nua.api.Secret;

/**
 * An app's own part of a service.
 *
 * @param service the service
 * @param app the app
 * @param database name of its database, and of its user
 * @param password of its user
 * @param open whether the app has access; data of a closed link is kept
 */
public record Link(ServiceName service, AppName app, String database, Secret password, boolean open) {}
