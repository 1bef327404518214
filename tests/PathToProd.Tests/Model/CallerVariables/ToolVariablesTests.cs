using PathToProd.Model.CallerVariables;

namespace PathToProd.Tests.Model.CallerVariables;

public sealed class ToolVariablesTests
{
    /// <summary>Every variable that the documentation or the source of Terraform 1.14 and OpenTofu 1.11 names.</summary>
    [TestCase("TF_LOG", VariableFate.Cleared)]
    [TestCase("TF_LOG_CORE", VariableFate.Cleared)]
    [TestCase("TF_LOG_PROVIDER", VariableFate.Cleared)]
    [TestCase("TF_LOG_PROVIDER_AWS", VariableFate.Cleared)]
    [TestCase("TF_LOG_SDK", VariableFate.Cleared)]
    [TestCase("TF_LOG_PATH", VariableFate.Cleared)]
    [TestCase("TF_TEMP_LOG_PATH", VariableFate.Cleared)]
    [TestCase("TF_INPUT", VariableFate.Set)]
    [TestCase("TF_IN_AUTOMATION", VariableFate.Set)]
    [TestCase("CHECKPOINT_DISABLE", VariableFate.Set)]
    [TestCase("TF_VAR_region", VariableFate.Refused)]
    [TestCase("TF_CLI_ARGS", VariableFate.Refused)]
    [TestCase("TF_CLI_ARGS_init", VariableFate.Refused)]
    [TestCase("TF_CLI_ARGS_plan", VariableFate.Refused)]
    [TestCase("TF_CLI_ARGS_apply", VariableFate.Refused)]
    [TestCase("TF_CLI_ARGS_state_pull", VariableFate.Refused)]
    [TestCase("TF_WORKSPACE", VariableFate.Refused)]
    [TestCase("TF_ENCRYPTION", VariableFate.Refused)]
    [TestCase("TF_DATA_DIR", VariableFate.Cleared)]
    [TestCase("TF_REGISTRY_DISCOVERY_RETRY", VariableFate.Passed)]
    [TestCase("TF_REGISTRY_CLIENT_TIMEOUT", VariableFate.Passed)]
    [TestCase("TF_PROVIDER_DOWNLOAD_RETRY", VariableFate.Passed)]
    [TestCase("TF_CLI_CONFIG_FILE", VariableFate.Passed)]
    [TestCase("TERRAFORM_CONFIG", VariableFate.Passed)]
    [TestCase("TF_PLUGIN_CACHE_DIR", VariableFate.Passed)]
    [TestCase("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", VariableFate.Passed)]
    [TestCase("TF_IGNORE", VariableFate.Passed)]
    [TestCase("TF_STATE_PERSIST_INTERVAL", VariableFate.Passed)]
    [TestCase("TF_APPEND_USER_AGENT", VariableFate.Passed)]
    [TestCase("TF_CLOUD_ORGANIZATION", VariableFate.Cleared)]
    [TestCase("TF_CLOUD_HOSTNAME", VariableFate.Cleared)]
    [TestCase("TF_CLOUD_PROJECT", VariableFate.Cleared)]
    [TestCase("TF_TOKEN_app_terraform_io", VariableFate.Passed)]
    [TestCase("TF_REATTACH_PROVIDERS", VariableFate.Cleared)]
    [TestCase("TF_DISABLE_PLUGIN_TLS", VariableFate.Cleared)]
    [TestCase("TF_SKIP_PROVIDER_VERIFY", VariableFate.Cleared)]
    [TestCase("TF_FORK", VariableFate.Cleared)]
    [TestCase("TF_ACC", VariableFate.Cleared)]
    [TestCase("TF_X_SHADOW", VariableFate.Cleared)]
    [TestCase("TF_HTTP_ADDRESS", VariableFate.Refused)]
    [TestCase("TF_HTTP_UPDATE_METHOD", VariableFate.Refused)]
    [TestCase("TF_HTTP_LOCK_ADDRESS", VariableFate.Refused)]
    [TestCase("TF_HTTP_UNLOCK_ADDRESS", VariableFate.Refused)]
    [TestCase("TF_HTTP_USERNAME", VariableFate.Passed)]
    [TestCase("TF_HTTP_PASSWORD", VariableFate.Passed)]
    [TestCase("TF_HTTP_CLIENT_PRIVATE_KEY_PEM", VariableFate.Passed)]
    [TestCase("TF_HTTP_RETRY_MAX", VariableFate.Passed)]
    [TestCase("PG_CONN_STR", VariableFate.Refused)]
    [TestCase("PG_SCHEMA_NAME", VariableFate.Refused)]
    [TestCase("PGPASSWORD", VariableFate.Passed)]
    [TestCase("GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT", VariableFate.Refused)]
    [TestCase("PG_TABLE_NAME", VariableFate.Refused)]
    [TestCase("PG_INDEX_NAME", VariableFate.Refused)]
    [TestCase("PG_SKIP_TABLE_CREATION", VariableFate.Passed)]
    [TestCase("AWS_SECRET_ACCESS_KEY", VariableFate.Passed)]
    [TestCase("ARM_CLIENT_SECRET", VariableFate.Passed)]
    public void Every_variable_of_Terraform_has_a_rule(string name, VariableFate fate) =>
        Rule("terraform", name).ShouldBe(fate);

    [TestCase("HELM_DRIVER", VariableFate.Refused)]
    [TestCase("HELM_DRIVER_SQL_CONNECTION_STRING", VariableFate.Cleared)]
    [TestCase("HELM_NAMESPACE", VariableFate.Cleared)]
    [TestCase("HELM_KUBECONTEXT", VariableFate.Cleared)]
    [TestCase("HELM_KUBEAPISERVER", VariableFate.Cleared)]
    [TestCase("HELM_KUBETOKEN", VariableFate.Cleared)]
    [TestCase("HELM_KUBECAFILE", VariableFate.Cleared)]
    [TestCase("HELM_KUBEASUSER", VariableFate.Cleared)]
    [TestCase("HELM_KUBEASGROUPS", VariableFate.Cleared)]
    [TestCase("HELM_KUBEINSECURE_SKIP_TLS_VERIFY", VariableFate.Cleared)]
    [TestCase("HELM_KUBETLS_SERVER_NAME", VariableFate.Cleared)]
    [TestCase("HELM_MAX_HISTORY", VariableFate.Cleared)]
    [TestCase("HELM_DEBUG", VariableFate.Cleared)]
    [TestCase("HELM_POST_RENDERER", VariableFate.Cleared)]
    [TestCase("HELM_PLUGINS", VariableFate.Passed)]
    [TestCase("HELM_NO_PLUGINS", VariableFate.Passed)]
    [TestCase("HELM_CACHE_HOME", VariableFate.Passed)]
    [TestCase("HELM_CONFIG_HOME", VariableFate.Passed)]
    [TestCase("HELM_DATA_HOME", VariableFate.Passed)]
    [TestCase("HELM_CONTENT_CACHE", VariableFate.Passed)]
    [TestCase("HELM_REGISTRY_CONFIG", VariableFate.Passed)]
    [TestCase("HELM_REPOSITORY_CACHE", VariableFate.Passed)]
    [TestCase("HELM_REPOSITORY_CONFIG", VariableFate.Passed)]
    [TestCase("HELM_BURST_LIMIT", VariableFate.Passed)]
    [TestCase("HELM_QPS", VariableFate.Passed)]
    [TestCase("HELM_COLOR", VariableFate.Passed)]
    [TestCase("HELM_EXPERIMENTAL_OCI", VariableFate.Passed)]
    [TestCase("HELM_SOMETHING_NEW", VariableFate.Cleared)]
    public void Every_variable_of_Helm_has_a_rule(string name, VariableFate fate) => Rule("helm", name).ShouldBe(fate);

    [TestCase("KUBERC", VariableFate.Set)]
    [TestCase("KUBECTL_KUBERC", VariableFate.Set)]
    [TestCase("KUBECTL_EXTERNAL_DIFF", VariableFate.Cleared)]
    [TestCase("KUBECTL_APPLYSET", VariableFate.Cleared)]
    [TestCase("KUBECTL_INTERACTIVE_DELETE", VariableFate.Cleared)]
    [TestCase("KUBECTL_COMMAND_HEADERS", VariableFate.Passed)]
    [TestCase("KUBECTL_PORT_FORWARD_WEBSOCKETS", VariableFate.Passed)]
    [TestCase("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", VariableFate.Passed)]
    [TestCase("KUBECACHEDIR", VariableFate.Passed)]
    public void Every_variable_of_kubectl_has_a_rule(string name, VariableFate fate) =>
        Rule("kubectl", name).ShouldBe(fate);

    [Test]
    public void Unknown_variables_are_passed()
    {
        ToolVariables.Of("terraform")["PATH"].ShouldBeNull();
        ToolVariables.Of("terraform")["HELM_DRIVER"].ShouldBeNull();
        ToolVariables.Of("skopeo").Rules.ShouldBeEmpty();
    }

    [Test]
    public void Every_refusal_says_why_and_what_to_do_and_all_are_reported_at_once()
    {
        var caller = Caller(
            ("TF_WORKSPACE", "blue"),
            ("TF_VAR_region", "x"),
            ("TF_CLI_ARGS_plan", "-lock=false"),
            ("HOME", "/")
        );

        ToolVariables
            .Of("terraform")
            .Problems(caller, UsedBackends.None)
            .Select(problem => problem.ToString())
            .ShouldBe([
                "TF_CLI_ARGS_plan is set, and it adds arguments to a Terraform command, which can move the state; "
                    + "unset it: what a component needs stands in its root, and what an environment needs in its files",
                "TF_VAR_region is set, and it gives a root a value that no file of the platform says; "
                    + "unset it, and give the value in environments/<environment>/values/<component>.yaml; "
                    + "a secret is named there and read from a variable of another name",
                "TF_WORKSPACE is set, and it chooses a workspace, which is another state; "
                    + "unset it: each component has one state in each environment, and terraform.backend in environment.yaml says where",
            ]);
        ToolVariables
            .All.SelectMany(tool => tool.Rules)
            .Where(rule => rule.Fate == VariableFate.Refused)
            .ShouldAllBe(rule => rule.Instead.Length > 0);
    }

    [Test]
    public void An_empty_variable_and_one_that_says_the_default_are_no_reason_to_refuse()
    {
        ToolVariables
            .Of("terraform")
            .Problems(Caller(("TF_WORKSPACE", ""), ("TF_CLI_ARGS", "")), UsedBackends.None)
            .ShouldBeEmpty();
        ToolVariables.Of("terraform").Problems(Caller(("TF_WORKSPACE", "default")), UsedBackends.None).ShouldBeEmpty();
        ToolVariables.Of("helm").Problems(Caller(("HELM_DRIVER", "secrets")), UsedBackends.None).ShouldBeEmpty();
        ToolVariables.Of("helm").Problems(Caller(("HELM_DRIVER", "memory")), UsedBackends.None).ShouldHaveSingleItem();
    }

    [Test]
    public void The_tool_gets_neither_what_is_cleared_nor_what_is_refused_and_gets_what_is_set()
    {
        ToolVariables
            .Of("terraform")
            .Over(["TF_WORKSPACE", "TF_LOG", "TF_INPUT", "TF_CLI_CONFIG_FILE", "PATH"])
            .Select(pair => $"{pair.Key}={pair.Value}")
            .ShouldBe(["TF_WORKSPACE=", "TF_LOG=", "TF_INPUT=0", "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1"]);
        ToolVariables
            .Of("terraform")
            .Cleared(Caller(("TF_LOG", "debug"), ("TF_DATA_DIR", ""), ("TF_INPUT", "1")))
            .ShouldBe(["TF_LOG"]);
    }

    [Test]
    public void Credentials_are_secrets_whether_the_tool_gets_them_or_not()
    {
        ToolVariables
            .Of("terraform")
            .Secrets(Caller(("TF_TOKEN_example_org", "abc-def"), ("TF_LOG", "trace")))
            .ShouldBe(["abc-def"]);
        ToolVariables.Of("helm").Secrets(Caller(("HELM_KUBETOKEN", "token-1"))).ShouldBe(["token-1"]);
    }

    private static VariableFate? Rule(string tool, string name) => ToolVariables.Of(tool)[name]?.Fate;

    private static Dictionary<string, string> Caller(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value);
}
