output "cluster_name" {
  description = "The cluster's name."

  # Not before it can run something.
  value      = google_container_cluster.this.name
  depends_on = [google_container_node_pool.this]
}

output "endpoint" {
  description = "The API server's address."
  value       = "https://${google_container_cluster.this.endpoint}"
}

output "kubernetes_version" {
  description = "The Kubernetes version that the control plane runs, with GKE's suffix."
  value       = google_container_cluster.this.master_version
}

output "oidc_issuer" {
  description = "Who signs the tokens of service accounts."
  value       = "https://container.googleapis.com/v1/${google_container_cluster.this.id}"
}

output "external_dns_identity" {
  description = "The service account of Google's that external-dns acts as."
  value       = google_service_account.external_dns.email
}

output "cluster_ca" {
  description = "The certificate authority of the API server, in base64. Sensitive: it is never recorded or handed on."
  value       = google_container_cluster.this.master_auth[0].cluster_ca_certificate
  sensitive   = true
}
