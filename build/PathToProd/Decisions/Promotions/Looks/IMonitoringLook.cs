using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>A look at monitoring.</summary>
public interface IMonitoringLook
{
    /// <summary>The monitor.</summary>
    Monitor Monitor { get; }
}
