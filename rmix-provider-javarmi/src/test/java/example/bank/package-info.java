/** Classes of an application, in a package of its own. */
package example.bank;
