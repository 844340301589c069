using CloudNet.Store.Tables;

namespace CloudNet.Store.Accounts;

/// <summary>Makes people known.</summary>
public static class UserRows
{
    /// <summary>Adds a person, when the context is saved. A name that is there already fails by its unique index.</summary>
    public static void Add(CloudNetDb db, UserRow user) => db.Users.Add(user);
}
