namespace PathToProd.Text.Ci;

/// <summary>Finds out what kind of caller starts the program, by its variables. They can be set by hand: this keeps mistakes away, rights keep out others.</summary>
public static class CallerKinds
{
    /// <summary>Names the delivery agent that starts the program.</summary>
    public const string AgentVariable = "PATH_TO_PROD_AGENT";

    /// <summary>Names the run of a Tekton pipeline; Tekton sets no variable of its own, so generated pipelines set this one.</summary>
    public const string TektonVariable = "TEKTON_PIPELINE_RUN";

    /// <summary>These systems promise <c>true</c>.</summary>
    private static readonly string[] True = ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "CI"];

    /// <summary>These have a name or an address.</summary>
    private static readonly string[] Any = ["JENKINS_URL", TektonVariable];

    /// <summary>By the variables that these systems promise to set.</summary>
    /// <param name="variable">The value of a variable; null when it is not set.</param>
    public static CallerKind Of(Func<string, string?> variable) =>
        !string.IsNullOrEmpty(variable(AgentVariable)) ? CallerKind.DeliveryAgent
        : Array.Exists(True, name => "true".Equals(variable(name), StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Any, name => !string.IsNullOrEmpty(variable(name)))
            ? CallerKind.CiJob
        : CallerKind.Person;
}
