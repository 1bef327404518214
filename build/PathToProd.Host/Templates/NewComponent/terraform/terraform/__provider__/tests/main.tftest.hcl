variables {
  name = "platform-test"
}

run "the_outputs_say_what_was_asked_for" {
  assert {
    condition     = output.name == "platform-test" && startswith(output.id, "main-")
    error_message = "The outputs must say the name, and an identity made of it."
  }
}

run "a_name_with_capitals_is_refused" {
  command = plan

  variables {
    name = "Platform"
  }

  expect_failures = [var.name]
}
