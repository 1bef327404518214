# Every provider's root has these outputs: they are what other components build on.

output "vpcId" {
  description = "The network's identity at its provider."
  value       = terraform_data.vpc.output.id
}

output "vpcCidr" {
  description = "The network's range."
  value       = terraform_data.vpc.output.cidr
}

output "privateSubnetIds" {
  description = "Subnets for nodes, in the order of the zones."
  value       = [for zone in var.zones : terraform_data.private_subnet[zone].output.id]
}

output "publicSubnetIds" {
  description = "Subnets for load balancers, in the order of the zones; empty where the provider needs none."
  value       = [for zone in var.zones : terraform_data.public_subnet[zone].output.id]
}

output "dnsZone" {
  description = "The private DNS zone's name."
  value       = terraform_data.dns_zone.output.name
}

output "dnsZoneId" {
  description = "The private DNS zone's identity at its provider."
  value       = terraform_data.dns_zone.output.id
}
