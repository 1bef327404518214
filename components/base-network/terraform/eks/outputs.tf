output "vpc_id" {
  description = "The VPC's identity."
  value       = aws_vpc.this.id
}

output "vpc_cidr" {
  description = "The VPC's range."
  value       = aws_vpc.this.cidr_block
}

output "private_subnet_ids" {
  description = "Subnets for nodes, in the order of the zones."

  # Not before their way out is there: nodes without one cannot join.
  value      = [for zone in var.zones : aws_subnet.private[zone].id]
  depends_on = [aws_route.nat, aws_route_table_association.private]
}

output "public_subnet_ids" {
  description = "Subnets for load balancers, in the order of the zones."
  value       = [for zone in var.zones : aws_subnet.public[zone].id]
}

output "dns_zone" {
  description = "The private DNS zone's name."
  value       = aws_route53_zone.private.name
}

output "dns_zone_id" {
  description = "The private DNS zone's identity in Route 53."
  value       = aws_route53_zone.private.zone_id
}
