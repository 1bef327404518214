namespace PathToProd.Text;

/// <summary>The cause at the bottom of a failure; the exceptions around it say only that something failed.</summary>
public static class InnermostCause
{
    /// <summary>Its message, without the full stop.</summary>
    public static string Of(Exception failure) => failure.GetBaseException().Message.TrimEnd('.');
}
