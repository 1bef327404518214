namespace PathToProd.Text.Ci;

/// <summary>The system that a run's output goes to, as far as it can fold lines.</summary>
public enum CiHost
{
    /// <summary>A terminal, a file, or a system that folds nothing.</summary>
    None,

    /// <summary>GitHub Actions, and what runs its workflows.</summary>
    GitHub,

    /// <summary>GitLab CI.</summary>
    GitLab,
}
