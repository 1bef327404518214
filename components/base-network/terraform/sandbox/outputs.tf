# Every provider's root has these outputs: they are what other components build on.

output "vpc_id" {
  description = "The network's identity at its provider."
  value       = terraform_data.vpc.output.id
}

output "vpc_cidr" {
  description = "The network's range."
  value       = terraform_data.vpc.output.cidr
}

output "private_subnet_ids" {
  description = "Subnets for nodes, in the order of the zones."
  value       = [for zone in var.zones : terraform_data.private_subnet[zone].output.id]
}

output "public_subnet_ids" {
  description = "Subnets for load balancers, in the order of the zones; empty where the provider needs none."
  value       = [for zone in var.zones : terraform_data.public_subnet[zone].output.id]
}

output "dns_zone" {
  description = "The private DNS zone's name."
  value       = terraform_data.dns_zone.output.name
}

output "dns_zone_id" {
  description = "The private DNS zone's identity at its provider."
  value       = terraform_data.dns_zone.output.id
}
