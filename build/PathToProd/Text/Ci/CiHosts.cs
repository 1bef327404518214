namespace PathToProd.Text.Ci;

/// <summary>Finds out which system a run's output goes to.</summary>
public static class CiHosts
{
    /// <summary>By the variables that these systems promise to set.</summary>
    /// <param name="variable">The value of a variable; null when it is not set.</param>
    public static CiHost Of(Func<string, string?> variable)
    {
        return IsSet("GITHUB_ACTIONS") ? CiHost.GitHub
            : IsSet("GITLAB_CI") ? CiHost.GitLab
            : CiHost.None;

        bool IsSet(string name) => "true".Equals(variable(name), StringComparison.OrdinalIgnoreCase);
    }
}
