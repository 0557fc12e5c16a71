/** Elasticsearch and OpenSearch: credentials, the index template, and what the items of a bulk reply mean. */
package routes.destination.elasticsearch;
