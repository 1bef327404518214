output "vpc_id" {
  description = "The Docker network's name."
  value       = terraform_data.network.output.name
}

output "vpc_cidr" {
  description = "The network's range."
  value       = terraform_data.network.output.cidr
}

output "private_subnet_ids" {
  description = "Always empty: there are no subnets on one machine."
  value       = []
}

output "public_subnet_ids" {
  description = "Always empty: there are no subnets on one machine."
  value       = []
}

output "dns_zone" {
  description = "The DNS zone's name."
  value       = terraform_data.dns_zone.output
}

output "dns_zone_id" {
  description = "Always empty: the zone exists in external-dns' memory only."
  value       = ""
}
