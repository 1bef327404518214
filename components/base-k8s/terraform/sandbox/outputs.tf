# Every provider's root has these outputs: they are what other components build on.

output "cluster_name" {
  description = "The cluster's name."
  value       = terraform_data.cluster.output.name
}

output "endpoint" {
  description = "The API server's address."
  value       = terraform_data.cluster.output.endpoint
}

output "kubernetes_version" {
  description = "The Kubernetes version that the cluster runs."
  value       = terraform_data.cluster.output.version
}

output "oidc_issuer" {
  description = "Who signs the tokens of service accounts; empty where no one outside needs to know."
  value       = terraform_data.cluster.output.oidc_issuer
}

output "external_dns_identity" {
  description = "Whom external-dns acts as towards the provider; empty where it needs no identity."
  value       = terraform_data.external_dns_identity.output.name
}

output "cluster_ca" {
  description = "The certificate authority of the API server, in base64. Sensitive: it is never recorded or handed on."
  value       = base64encode("the certificate authority of ${terraform_data.cluster.output.endpoint}")
  sensitive   = true
}
