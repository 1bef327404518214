output "vpcId" {
  description = "The Docker network's name."
  value       = terraform_data.network.output.name
}

output "vpcCidr" {
  description = "The network's range."
  value       = terraform_data.network.output.cidr
}

output "privateSubnetIds" {
  description = "Always empty: there are no subnets on one machine."
  value       = []
}

output "publicSubnetIds" {
  description = "Always empty: there are no subnets on one machine."
  value       = []
}

output "dnsZone" {
  description = "The DNS zone's name."
  value       = terraform_data.dns_zone.output
}

output "dnsZoneId" {
  description = "Always empty: the zone exists in external-dns' memory only."
  value       = ""
}
