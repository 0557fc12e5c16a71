/** Events as records of a Kafka topic, by Kafka's own client, which connects to nothing the operator forbids. */
package routes.destination.kafka;
