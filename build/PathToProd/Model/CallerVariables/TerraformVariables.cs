using static PathToProd.Model.CallerVariables.VariableFate;

namespace PathToProd.Model.CallerVariables;

/// <summary>The variables that Terraform, OpenTofu, their backends and usual providers read.</summary>
internal static class TerraformVariables
{
    private const string Backend = "unset it, and say it under terraform.backend in environment.yaml";
    private const string Arguments =
        "unset it: what a component needs stands in its root, and what an environment needs in its files";

    public static ToolVariables All { get; } =
        new(
            "terraform",
            [
                new("TF_WORKSPACE", Refused, "it chooses a workspace, which is another state")
                {
                    Instead =
                        "unset it: each component has one state in each environment, and terraform.backend in environment.yaml says where",
                    Harmless = ["default"],
                },
                new("TF_CLI_ARGS", Refused, "it adds arguments to every Terraform command, which can move the state")
                {
                    Instead = Arguments,
                },
                new("TF_CLI_ARGS_*", Refused, "it adds arguments to a Terraform command, which can move the state")
                {
                    Instead = Arguments,
                },
                new("TF_VAR_*", Refused, "it gives a root a value that no file of the platform says")
                {
                    Instead =
                        "unset it, and give the value in environments/<environment>/values/<component>.yaml; "
                        + "a secret is named there and read from a variable of another name",
                },
                new("TF_ENCRYPTION", Refused, "it changes how OpenTofu writes state, so that others cannot read it")
                {
                    Instead = "unset it, and write an encryption block in the root, with its key as a named secret",
                },
                new("TF_HTTP_USERNAME", Passed, "who asks the http backend"),
                new("TF_HTTP_PASSWORD", Passed, "a credential of the http backend") { IsSecret = true },
                new("TF_HTTP_CLIENT_*", Passed, "a certificate or key for the http backend") { IsSecret = true },
                new("TF_HTTP_RETRY_*", Passed, "how often the http backend is asked again"),
                new("TF_HTTP_*", Refused, "it says where the http backend keeps state and its lock")
                {
                    Instead = Backend,
                },
                new("PG_CONN_STR", Refused, "it says in which database the pg backend keeps state")
                {
                    Instead = Backend + " as conn_str, without the password: PGUSER and PGPASSWORD are passed",
                },
                new("PG_SCHEMA_NAME", Refused, "it says where in its database the pg backend keeps state")
                {
                    Instead = Backend + " as schema_name",
                },
                new("PG_TABLE_NAME", Refused, "it says in which table OpenTofu's pg backend keeps state")
                {
                    Instead = Backend + " as table_name",
                },
                new(
                    "PG_INDEX_NAME",
                    Refused,
                    "it names what belongs to the table in which OpenTofu's pg backend keeps state"
                )
                {
                    Instead = Backend + " as index_name",
                },
                new("PG_SKIP_*", Passed, "whether the pg backend makes what is missing in its database"),
                new("GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT", Refused, "it says where the gcs backend keeps state")
                {
                    Instead = Backend + " as storage_custom_endpoint",
                },
                new("TF_DATA_DIR", Cleared, "each root's own folder below artifacts/work has what init made"),
                new(
                    "TF_CLOUD_*",
                    Cleared,
                    "they choose a workspace of HCP Terraform, and no environment deploys by one"
                ),
                new("TF_LOG_PATH", Cleared, "a trace shows secrets that no one named, and the file would keep them"),
                new("TF_LOG", Cleared, "a trace shows secrets that no one named, and the stage's log would keep them"),
                new("TF_LOG_*", Cleared, "as TF_LOG"),
                new("TF_TEMP_LOG_PATH", Cleared, "as TF_LOG_PATH"),
                new("TF_REATTACH_PROVIDERS", Cleared, "a provider in a debugger is not the one that was tested"),
                new("TF_DISABLE_PLUGIN_TLS", Cleared, "providers would be talked to in plain text"),
                new("TF_SKIP_PROVIDER_VERIFY", Cleared, "providers are verified"),
                new("TF_FORK", Cleared, "Terraform's own, between its processes"),
                new("TF_INPUT", Set, "Terraform never asks") { Value = "0" },
                new("TF_IN_AUTOMATION", Set, "no hints about commands to run next") { Value = "1" },
                new("CHECKPOINT_DISABLE", Set, "its maker is not asked for newer versions") { Value = "1" },
                new("TF_CLI_CONFIG_FILE", Passed, "mirrors and credentials; not when the file is missing"),
                new("TERRAFORM_CONFIG", Passed, "the old name of TF_CLI_CONFIG_FILE"),
                new("TF_PLUGIN_CACHE_DIR", Passed, "providers are kept there, for all roots"),
                new("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", Passed, "how the cache is used"),
                new("TF_REGISTRY_*", Passed, "time limits and retries for registries"),
                new("TF_PROVIDER_DOWNLOAD_RETRY", Passed, "how often a provider is asked for again"),
                new("TF_STATE_PERSIST_INTERVAL", Passed, "how often state is saved during an apply, not where"),
                new("TF_APPEND_USER_AGENT", Passed, "a word for the providers' logs"),
                new("TF_IGNORE", Passed, "how much Terraform says about .terraformignore"),
                new("TF_TOKEN_*", Passed, "a credential for a registry or backend") { IsSecret = true },
                new("TF_*", Cleared, "not known, so it might change what is deployed or where its state lives"),
                new("TOFU_*", Cleared, "as TF_*"),
                .. BackendVariables.All,
            ]
        );
}
