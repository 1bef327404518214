output "vpc_id" {
  description = "The network's identity."
  value       = google_compute_network.this.id
}

output "vpc_cidr" {
  description = "The range that the network was planned from."
  value       = var.vpc_cidr
}

output "private_subnet_ids" {
  description = "The subnet for nodes: one, as Google's subnets span zones."

  # Not before their way out is there: nodes without one cannot pull images from elsewhere.
  value      = [google_compute_subnetwork.nodes.id]
  depends_on = [google_compute_router_nat.this]
}

output "public_subnet_ids" {
  description = "Always empty: Google's load balancers need no subnet."
  value       = []
}

output "dns_zone" {
  description = "The private DNS zone's name, without a dot at the end."
  value       = trimsuffix(google_dns_managed_zone.private.dns_name, ".")
}

output "dns_zone_id" {
  description = "The private DNS zone's name in Cloud DNS."
  value       = google_dns_managed_zone.private.name
}
