namespace CloudNet.Store.Audit;

/// <summary>Where what is done comes in. Changes by hand, past the controller, have <c>database</c>.</summary>
public static class Door
{
    /// <summary>The API.</summary>
    public const string Api = "api";

    /// <summary>The dashboard.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>What agents say.</summary>
    public const string Agent = "agent";

    /// <summary>The controller itself.</summary>
    public const string Controller = "controller";
}
