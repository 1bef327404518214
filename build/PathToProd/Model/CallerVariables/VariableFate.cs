namespace PathToProd.Model.CallerVariables;

/// <summary>What happens to a variable of the caller's environment when a tool is started.</summary>
public enum VariableFate
{
    /// <summary>The tool gets it.</summary>
    Passed,

    /// <summary>The tool does not get it, which the run says.</summary>
    Cleared,

    /// <summary>The program gives the tool a value of its own.</summary>
    Set,

    /// <summary>Nothing runs while it is set: with it the tool would do something else than what was asked for.</summary>
    Refused,
}
