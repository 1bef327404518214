# Every provider's root has these outputs: other components take them by name in their inputs.

output "id" {
  description = "The identity at the provider."
  value       = terraform_data.main.output.id
}

output "name" {
  description = "What everything here is named after."
  value       = terraform_data.main.output.name
}
